import { assetTree } from '#platform/http';
import autosave from './assets/autosave.js?raw';
import flow from './assets/flow.js?raw';
import mark from './assets/mark.svg?raw';
import elder from './styles/elder-mode.css?raw';
import base from './styles/base.css?raw';
import forms from './styles/forms.css?raw';
import pieces from './styles/pieces.css?raw';
import print from './styles/print.css?raw';
import views from './styles/views.css?raw';
import { elderCss, tokensCss } from './tokens.ts';

/** Compact enough for a page budget; the sheets hold no strings with spaces that matter. */
function compact(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(': ', ':')
    .trim();
}

/** Files of the portal at `/assets`, named with the hash of their content in the query. */
export const portalAssets = assetTree(
  '/assets',
  new Map([
    ['portal.css', Buffer.from(tokensCss() + compact(base + pieces + forms + views + print))],
    ['elder-mode.css', Buffer.from(elderCss() + compact(elder))],
    ['mark.svg', Buffer.from(mark.trim())],
    ['flow.js', Buffer.from(flow)],
    ['autosave.js', Buffer.from(autosave)],
  ]),
);

/** Small scripts that only improve a page; give them to `page({ scripts })`. */
export const portalScripts = {
  /** Brings the open step of a case into view and adds keys to the chart. */
  flow: portalAssets.href('flow.js'),
  /** Saves a form as it is typed, to the address in its `data-autosave`. */
  autosave: portalAssets.href('autosave.js'),
} as const;
