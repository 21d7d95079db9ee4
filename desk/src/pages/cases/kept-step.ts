import type { StepValues } from './need-fields.tsx';

const keyOf = (stepId: string): string => `chengming.step.${stepId}`;

/** What is typed into a step stays in this window until the step is done. */
export function keepTyped(stepId: string, values: StepValues): void {
  sessionStorage.setItem(keyOf(stepId), JSON.stringify(values));
}

export function forgetTyped(stepId: string): void {
  sessionStorage.removeItem(keyOf(stepId));
}

export function typedBefore(stepId: string): Partial<StepValues> {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(keyOf(stepId)) ?? '{}');
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}

/** Every text in what was typed, to be read and copied when the step is gone. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return [];
}
