import { useState } from 'react';
import { legalDayOf, type LegalDay } from '#kernel';

/** The legal day on which this part of the page was opened. */
export function useToday(): LegalDay {
  const [today] = useState(() => legalDayOf(new Date()));
  return today;
}
