/** The only source of time. An instant is a `Date`; a legal day is a `LegalDay` in Asia/Shanghai. */
export interface Clock {
  now(): Date;
}
