import { BaseSequencer, type TestSpecification } from 'vitest/node';

const COST = ['.e2e.test.', '.db.test.', '.http.test.'];

/**
 * Dear files first, by the cost their suffix says: begun last, a walk of minutes would keep one worker busy while the others
 * have nothing left to do.
 */
export class DearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = COST.findIndex((suffix) => moduleId.includes(suffix));
  return at === -1 ? COST.length : at;
}
