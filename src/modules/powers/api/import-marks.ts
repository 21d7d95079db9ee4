import type { Lang } from '#platform/i18n';
import type { Mark } from '#platform/spreadsheet';
import { parseCellName } from '../domain/sheet/cell-text.ts';
import type { ImportReport } from '../use-cases/import-items.ts';
import { markText } from './texts.ts';

/** What a report says of cells, to be marked in the workbook it is about: errors last, so that their colour stays. */
export function marksOf({ findings, sheet = 0 }: ImportReport, lang: Lang): Mark[] {
  const order = { warning: 0, error: 1 } as const;
  return findings
    .toSorted((a, b) => order[a.severity] - order[b.severity])
    .flatMap((finding) => {
      const at = finding.cell === undefined ? undefined : parseCellName(finding.cell);
      const { severity } = finding;
      return at === undefined ? [] : [{ sheet, ...at, severity, text: markText(finding, at.row + 1, lang) }];
    });
}
