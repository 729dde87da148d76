import { useEffect, useState } from 'react';

/** Counts down to a time (milliseconds since 1970); 0 when there is none, or it is past. */
export function useSecondsUntil(time: number | undefined): number {
  const [now, setNow] = useState(Date.now);
  const seconds = time === undefined ? 0 : Math.max(0, Math.ceil((time - now) / 1000));

  useEffect(() => {
    setNow(Date.now());
    if (time === undefined) {
      return undefined;
    }
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= time) {
        clearInterval(timer);
      }
    }, 500);
    return () => clearInterval(timer);
  }, [time]);

  return seconds;
}
