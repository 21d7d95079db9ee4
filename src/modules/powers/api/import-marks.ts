import type { Lang } from '#platform/i18n';
import type { Mark } from '#platform/spreadsheet';
import { parseCellName } from '../domain/sheet/cell-text.ts';
import type { ImportReport } from '../use-cases/import-items.ts';
import { rowText } from './texts.ts';

/** What a report says of cells, to be marked in the workbook it is about: errors last, so that their colour stays. */
export function marksOf({ findings, sheet = 0 }: ImportReport, lang: Lang): Mark[] {
  const order = { warning: 0, error: 1 } as const;
  return findings
    .toSorted((a, b) => order[a.severity] - order[b.severity])
    .flatMap(({ cell, severity, code }) => {
      const at = cell === undefined ? undefined : parseCellName(cell);
      return at === undefined ? [] : [{ sheet, ...at, severity, text: rowText(code, lang) }];
    });
}
