import type { ThemeConfig } from 'antd';

/** Ant Design in the colours of the portal (UI.md): quiet paper, one celadon accent, hairlines instead of shadows. */
export const deskTheme: ThemeConfig = {
  token: {
    colorPrimary: '#1f6f6b',
    colorLink: '#1f6f6b',
    colorLinkHover: '#114a49',
    colorLinkActive: '#114a49',
    colorInfo: '#1f6f6b',
    // Moss of UI.md, darker by as much as its words on their own ground need for 4.5:1.
    colorSuccess: '#3a7548',
    colorWarning: '#8a5a12',
    colorError: '#b83a2b',
    colorInfoBg: '#e8f1ef',
    colorInfoBorder: '#b9d3d0',
    colorSuccessBg: '#ebf3ec',
    colorSuccessBorder: '#bdd3c2',
    colorWarningBg: '#faf1e1',
    colorWarningBorder: '#e6cfa3',
    colorErrorBg: '#faece9',
    colorErrorBorder: '#e5b9b2',
    colorTextPlaceholder: '#6b727a',
    colorTextBase: '#1c2024',
    colorTextSecondary: '#5a626b',
    colorTextDescription: '#5a626b',
    colorBgLayout: '#fbfaf7',
    colorBorderSecondary: '#e3e0d8',
    borderRadius: 3,
    fontSize: 14,
    fontSizeHeading2: 24,
    fontSizeHeading3: 18,
    fontFamily: '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    boxShadow: 'none',
    // Nothing zooms or fades for whoever has asked their system for less of it (WCAG 2.3.3).
    motion: !globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: {
    Layout: { headerBg: '#ffffff', siderBg: '#ffffff', bodyBg: '#fbfaf7' },
    Menu: { itemSelectedBg: '#e4efee', itemSelectedColor: '#1f6f6b', itemActiveBg: '#eef4f3' },
    Table: { headerBg: '#f4f2ec', rowSelectedBg: '#e4efee', rowSelectedHoverBg: '#d8e8e6' },
  },
};
