import { localeOf } from '../../../src/languages/languages.js';
import type { PageMessages } from '../language/page-messages';

/** Each takes a time of the API (ISO 8601). */
export interface Dates {
  dateTime: (iso: string) => string;
  date: (iso: string) => string;
  /** "5 minutes ago"; to the minute, as the API keeps it. */
  timeAgo: (iso: string) => string;
}

export function datesIn(messages: PageMessages): Dates {
  const locale = localeOf(messages.language);
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    dateTime: (iso) => dateTime.format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
    timeAgo: (iso) => {
      const minutes = Math.round((Date.now() - new Date(iso).getTime()) / 60_000);
      if (minutes < 2) {
        return messages.text('just-now');
      }
      if (minutes < 60) {
        return relative.format(-minutes, 'minute');
      }
      return minutes < 24 * 60
        ? relative.format(-Math.round(minutes / 60), 'hour')
        : relative.format(-Math.round(minutes / 60 / 24), 'day');
    },
  };
}

/** "0:29", of seconds. */
export function duration(seconds: number): string {
  const twoDigits = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = twoDigits(seconds % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`;
}
