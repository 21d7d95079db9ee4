import { recorderOf } from '#modules/access';

/** The journal row of an act of deliberation. */
export const record = recorderOf<'deliberative-body' | 'approval-route' | 'meeting' | 'agenda-item'>(
  'deliberation',
);
