import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '../shared/kernel/assert.ts';
import { ShopApp } from './app/shop-app.tsx';
import { giveStylesTheNonce } from './app/nonce.ts';
import { listenForFaults } from './lib/report-fault.ts';
import './app/base.css';

giveStylesTheNonce();
listenForFaults();

createRoot(must(document.getElementById('root'), 'the page has a root')).render(
  <StrictMode>
    <ShopApp />
  </StrictMode>,
);
