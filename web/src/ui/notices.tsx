import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';

interface ShownNotice {
  text: string;
  /** Undefined for the top of the screen. */
  place: string | undefined;
}

interface Notices {
  notify: (notice: ShownNotice) => void;
  /** For a screen that begins: what was shown on the one before is about that. */
  forget: () => void;
}

const Context = createContext<Notices>({ notify: () => {}, forget: () => {} });
const Shown = createContext<ShownNotice | undefined>(undefined);
const Place = createContext<string | undefined>(undefined);

/**
 * Tells that something worked, to eyes and to screen readers: where it was done, or else at the top of the screen.
 *
 * @param section for what makes the section, and so is around it.
 */
export function useNotify(section?: string): (text: string) => void {
  const { notify } = use(Context);
  const inside = use(Place);
  const place = section ?? inside;
  return useCallback((text: string) => notify({ text, place }), [notify, place]);
}

export function useForgetNotices(): Notices['forget'] {
  return use(Context).forget;
}

/** Stands in the page, so that it covers nothing, until there is another one or another screen. */
export function Notice() {
  const shown = use(Shown);
  const place = use(Place);
  return (
    <p role="status" className="notice">
      {shown?.place === place ? shown?.text : undefined}
    </p>
  );
}

/** A part of a screen that shows the notices of what is done in it. */
export function NoticePlace({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Place value={id}>
      <Notice />
      {children}
    </Place>
  );
}

export function NoticesProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<ShownNotice>();
  /** The notice that stood on the screen so far: one that comes with a new screen is about the new one. */
  const seen = useRef(shown);
  useEffect(() => void (seen.current = shown), [shown]);

  const notices = useMemo(
    () => ({
      notify: setShown,
      forget: () => {
        const before = seen.current;
        setShown((current) => (current === before ? undefined : current));
      },
    }),
    [],
  );

  return (
    <Context value={notices}>
      <Shown value={shown}>{children}</Shown>
    </Context>
  );
}
