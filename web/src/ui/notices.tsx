import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';

/** Milliseconds; long enough to be read twice. */
const SHOWN_FOR = 6000;

const Notify = createContext<(text: string) => void>(() => {});

/** Tells that something worked, to eyes and to screen readers. */
export function useNotify(): (text: string) => void {
  return use(Notify);
}

export function NoticesProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<string>();
  const timer = useRef<number>(undefined);

  const notify = useCallback((text: string) => {
    clearTimeout(timer.current);
    setNotice(text);
    timer.current = window.setTimeout(() => setNotice(undefined), SHOWN_FOR);
  }, []);

  return (
    <Notify value={notify}>
      {children}
      <div role="status" className="notices">
        {notice && <p className="notice">{notice}</p>}
      </div>
    </Notify>
  );
}
