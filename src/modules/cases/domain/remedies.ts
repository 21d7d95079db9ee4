/** A decision against which somebody can seek a remedy. */
export type RemedyInput = {
  /** Review must come first 复议前置 (行政复议法 art. 23). */
  readonly reviewFirst: boolean;
  /** The article that says so, as it is cited. */
  readonly reviewFirstBasis?: string | undefined;
  readonly reviewBody: string;
  readonly court: string;
};

export type Remedies = {
  readonly review: { readonly body: string; readonly rule: 'review/application' };
  /** Absent where review must come first: telling of a direct action would mislead. */
  readonly litigation?: { readonly court: string; readonly rule: 'litigation/direct' };
  readonly text: string;
};

/**
 * 救济告知: the paragraph every adverse decision carries (行政许可法 art. 38(2)). Review within 60 calendar days (行政复议法
 * art. 20), direct action within six months (行政诉讼法 art. 46); where review comes first no direct action is offered.
 */
export function remediesFor({ reviewFirst, reviewFirstBasis, reviewBody, court }: RemedyInput): Remedies {
  const review = { body: reviewBody, rule: 'review/application' } as const;
  if (reviewFirst) {
    const by = reviewFirstBasis === undefined ? '' : `依据${reviewFirstBasis}，`;
    return {
      review,
      text: `如不服本决定，${by}应当自收到本决定书之日起60日内先向${reviewBody}申请行政复议；对行政复议决定仍不服的，可以自收到行政复议决定书之日起15日内依法向人民法院提起行政诉讼。`,
    };
  }
  return {
    review,
    litigation: { court, rule: 'litigation/direct' },
    text: `如不服本决定，可以自收到本决定书之日起60日内向${reviewBody}申请行政复议，也可以自收到本决定书之日起6个月内直接向${court}提起行政诉讼。`,
  };
}
