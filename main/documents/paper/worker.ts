import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../../shared/kernel/assert.ts';
import type { Paper } from './paper.ts';
import { render } from './render.ts';

const port = must(parentPort, 'runs as a worker');
port.postMessage(await render(workerData as Paper));
