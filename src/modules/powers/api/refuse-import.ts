import { assertNever } from '#kernel';
import { langOf, problem, type Ctx } from '#platform/http';
import { t, type Lang } from '#platform/i18n';
import type { SheetRefusal } from '#platform/spreadsheet';
import type { z } from 'zod';
import type { ImportReportView } from '../contract/index.ts';
import type { ImportRefusal, ImportReport } from '../use-cases/import-items.ts';
import { headerOf } from '../domain/sheet/columns.ts';
import { m, SHEET_FAULTS } from './sheet-words.ts';
import { foundText, rowFieldName, rowText } from './texts.ts';

/** A report as the desk reads it: fields by the names officials use, faults in the reader’s language. */
export function importReportView(report: ImportReport, lang: Lang): z.infer<typeof ImportReportView> {
  return {
    ...report,
    changes: report.changes.map(({ cells, ...item }) => ({
      ...item,
      cells: cells.map((cell) => ({ ...cell, label: rowFieldName(cell.field, lang) })),
    })),
    findings: report.findings.map((finding) => ({
      ...finding,
      label: rowFieldName(finding.field, lang),
      text: rowText(finding.code, lang),
      found: foundText(finding, lang),
    })),
  };
}

/** Why a list was not taken in. */
export function refuseImport(c: Ctx, refusal: ImportRefusal | SheetRefusal): Response {
  const lang = langOf(c);
  switch (refusal.code) {
    case 'powers/forbidden':
      return problem(c, 403, refusal.code, {
        title: {
          zh: '导入整份清单由领导小组办公室或全机关的登记员办理。',
          en: 'A list is imported by the leading group office, or a registrar of the whole agency.',
        },
      });
    case 'import/not-a-file':
      return problem(c, 422, refusal.code, {
        title: {
          zh: '这不是事项清单：需要 {"items": […]}。',
          en: 'Not a list of items: {"items": […]} is needed.',
        },
      });
    case 'import/no-list':
      return problem(c, 422, refusal.code, {
        title:
          refusal.near === undefined
            ? t(lang, m.noList, {
                sheets: refusal.sheets.filter((name) => name !== '').join(lang === 'zh' ? '、' : ', ') || '—',
              })
            : t(lang, m.columnMissing, {
                row: refusal.near.row,
                missing: refusal.near.missing
                  .map((id) => `“${headerOf(id)}”`)
                  .join(lang === 'zh' ? '、' : ', '),
              }),
      });
    case 'import/errors':
      return problem(c, 422, refusal.code, {
        title: {
          zh: '有错误，没有写入。请按行改正后再导入。',
          en: 'There are errors: nothing was written. Mend the rows and import again.',
        },
        detail: { ...importReportView(refusal.report, lang) },
      });
    case 'conflict':
      return problem(c, 409, refusal.code, {
        title: {
          zh: '同时有另一次导入，请再试一次。',
          en: 'Another import ran at the same time; try again.',
        },
      });
    case 'sheet/too-large':
      return problem(c, 413, refusal.code, { title: SHEET_FAULTS[refusal.code] });
    case 'sheet/empty':
    case 'sheet/too-many-rows':
    case 'sheet/legacy-format':
    case 'sheet/encrypted':
    case 'sheet/macros':
    case 'sheet/expands-too-far':
    case 'sheet/not-a-workbook':
    case 'sheet/damaged':
    case 'sheet/not-text':
      return problem(c, 422, refusal.code, { title: SHEET_FAULTS[refusal.code] });
    default:
      return assertNever(refusal);
  }
}
