import type { RuleDetail } from '#modules/rules/contract';

type StepPick = { readonly value: string; readonly label?: unknown };

/** What the form of a rule holds, as it is typed. */
export type RuleValues = {
  readonly title?: string;
  readonly kind?: string;
  readonly documentNumber?: string;
  readonly officeId?: string;
  readonly plannedFrom?: string | null;
  readonly reason?: string;
  readonly basis?: readonly { readonly law?: string; readonly article?: string }[];
  readonly articles?: readonly { readonly chapter?: string | undefined; readonly text?: string }[];
  readonly governs?: readonly {
    readonly power?: { readonly value: string; readonly label?: unknown };
    readonly steps?: readonly StepPick[];
  }[];
};

/** Elements by which two people's changes are merged. */
export type RuleElements = Readonly<Record<keyof RuleValues, unknown>>;

const label = (text: unknown): string => (typeof text === 'string' ? text : '');
const filled = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text.trim();

export function valuesOf(rule: RuleDetail): RuleValues & RuleElements {
  const { content } = rule;
  return {
    title: content.title,
    kind: content.kind,
    documentNumber: content.documentNumber ?? '',
    officeId: rule.officeId,
    plannedFrom: rule.plannedFrom,
    reason: rule.reason,
    basis: content.basis,
    articles: content.articles,
    governs: content.governs.map(({ powerId, steps }) => ({
      power: {
        value: powerId,
        label: rule.governed.find((one) => one.powerId === powerId)?.name ?? powerId,
      },
      steps: steps.map(({ id, name }) => ({ value: id, label: name })),
    })),
  };
}

/** The content as the API takes it; rows in which nothing stands are left out, what is wrong the server says. */
export function contentOf(values: RuleValues): unknown {
  return {
    title: values.title ?? '',
    kind: values.kind ?? 'management',
    documentNumber: filled(values.documentNumber),
    basis: (values.basis ?? []).flatMap(({ law, article }) =>
      filled(law) === undefined && filled(article) === undefined
        ? []
        : [{ law: law ?? '', article: article ?? '' }],
    ),
    articles: (values.articles ?? []).flatMap(({ chapter, text }) =>
      filled(chapter) === undefined && filled(text) === undefined
        ? []
        : [{ ...(filled(chapter) === undefined ? {} : { chapter: filled(chapter) }), text: text ?? '' }],
    ),
    governs: (values.governs ?? []).flatMap(({ power, steps = [] }) =>
      power === undefined
        ? []
        : [
            {
              powerId: power.value,
              steps: steps.map((step) => ({ id: step.value, name: label(step.label) })),
            },
          ],
    ),
  };
}
