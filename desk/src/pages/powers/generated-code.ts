import { BasicCode, ExerciseLevel, implementationCode, Uscc } from '#kernel';

const PARTS = ['exercisingBodyCode', 'level', 'basicCode'];

/** The implementation code that follows from its parts, when one of them was just changed and all are right. */
export function generatedCode(
  changed: Readonly<Record<string, unknown>>,
  all: Readonly<Record<string, unknown>>,
): string | undefined {
  if (!PARTS.some((name) => name in changed)) return undefined;
  const uscc = Uscc.safeParse(all['exercisingBodyCode']);
  const level = ExerciseLevel.safeParse(all['level']);
  const basic = BasicCode.safeParse(all['basicCode']);
  return uscc.success && level.success && basic.success
    ? implementationCode(uscc.data, level.data, basic.data)
    : undefined;
}
