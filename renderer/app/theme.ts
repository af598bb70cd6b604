import type { ThemeConfig } from 'antd';

/** Calm paper: the same values as the variables in base.css, which the app's own styles use. */
const INK = '#1f1b16';
const INK_SOFT = '#5e564c';
const SHEET = '#fffdf9';
const RULE = '#ddd5c8';
const RULE_FIRM = '#8f8678';
const RED = '#b4232a';

/** `scale` is 1, or 1.25 in large print. */
export function paperTheme(scale: number): ThemeConfig {
  return {
    token: {
      colorPrimary: RED,
      colorError: RED,
      colorLink: RED,
      colorLinkHover: '#8d1a20',
      colorSuccess: '#2c6b3a',
      colorWarning: '#8a5200',
      colorInfo: '#3d5a73',
      colorTextBase: INK,
      colorText: INK,
      colorTextSecondary: INK_SOFT,
      colorTextTertiary: INK_SOFT,
      colorTextDescription: INK_SOFT,
      colorTextPlaceholder: '#6f675c',
      colorTextDisabled: '#6f675c',
      colorBgBase: SHEET,
      colorBgContainer: SHEET,
      colorBgElevated: SHEET,
      colorBgLayout: '#faf6ef',
      colorBorder: RULE_FIRM,
      colorBorderSecondary: RULE,
      colorSplit: RULE,
      borderRadius: 4,
      borderRadiusLG: 6,
      fontFamily: 'var(--font)',
      fontSize: 16 * scale,
      controlHeight: 40 * scale,
      controlHeightLG: 48 * scale,
      controlHeightSM: 32 * scale,
      sizeUnit: 4 * scale,
      lineWidthFocus: 3,
      controlOutline: 'rgba(180, 35, 42, 0.22)',
      controlOutlineWidth: 3,
      boxShadow: '0 0 0 1px rgba(31, 27, 22, 0.12), 0 8px 24px rgba(31, 27, 22, 0.16)',
      boxShadowSecondary: '0 0 0 1px rgba(31, 27, 22, 0.12), 0 4px 16px rgba(31, 27, 22, 0.14)',
      motion: false,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
      },
    },
  };
}
