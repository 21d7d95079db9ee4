import { seededIds } from '#kernel';

/** Numbers that are the same for the same seed, so that the demonstration can be lived again act by act. */
export type Dice = {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  pick<T>(of: readonly [T, ...T[]] | readonly T[]): T;
};

export function dice(...seed: readonly (string | number)[]): Dice {
  const source = seededIds(`demonstration ${seed.join(' ')}`);
  // The first numbers of neighbouring seeds resemble each other.
  source.bytes(8);
  const between = (from: number, to: number): number => {
    const [a = 0, b = 0, c = 0] = source.bytes(3);
    return from + ((a * 65_536 + b * 256 + c) % (to - from + 1));
  };
  return {
    between,
    pick(of) {
      const one = of[between(0, of.length - 1)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
  };
}
