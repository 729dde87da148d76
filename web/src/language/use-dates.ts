import { useMemo } from 'react';
import { type Dates, datesIn } from '../format/dates';
import { useLanguage } from './language.context';

export function useDates(): Dates {
  const { messages } = useLanguage();
  return useMemo(() => datesIn(messages), [messages]);
}
