import { findSecrecyMark } from '#kernel';

/** A rule of a form field: a text that carries the mark of a state secret is not even sent. */
export function noSecrecyMark(message: string) {
  return {
    validator: (_: unknown, value: unknown): Promise<void> =>
      typeof value === 'string' && findSecrecyMark(value) !== undefined
        ? Promise.reject(new Error(message))
        : Promise.resolve(),
  };
}
