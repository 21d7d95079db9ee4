/** Why something cannot be done about findings. Data only; the words are in `../api/texts.ts`. */
export type ClarificationRefusal =
  | { readonly code: 'clarification/forbidden' }
  | { readonly code: 'clarification/not-found' }
  | { readonly code: 'clarification/running' }
  | { readonly code: 'clarification/decided' }
  | { readonly code: 'clarification/reason-missing' }
  | { readonly code: 'clarification/basis-missing' }
  | { readonly code: 'clarification/not-discussed' }
  | { readonly code: 'clarification/nothing-to-merge' }
  | { readonly code: 'clarification/receiver-missing' }
  | { readonly code: 'clarification/asked' }
  | { readonly code: 'clarification/not-agreed' }
  | { readonly code: 'clarification/not-in-force' }
  | { readonly code: 'clarification/held-after-today' }
  | { readonly code: 'clarification/stale'; readonly rowVersion: number }
  | { readonly code: 'conflict' };

export type ClarificationRefusalCode = ClarificationRefusal['code'];
