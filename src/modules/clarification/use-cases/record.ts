import { recorderOf } from '#modules/access';

/** The journal row of an act about findings. */
export const record = recorderOf<'clarification-run' | 'clarification-finding' | 'clarification-handover'>(
  'clarification',
);
