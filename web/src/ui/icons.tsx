import type { ReactNode } from 'react';

/** Drawn on 24 by 24; they decorate what a text says already. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  );
}

export function ShieldIcon({ isOn }: { isOn: boolean }) {
  return (
    <Icon>
      <path d="M12 3 5 5.7v5.3c0 4.5 2.9 8 7 10 4.1-2 7-5.5 7-10V5.7Z" />
      {isOn ? <path d="m8.8 11.8 2.3 2.3 4.2-4.4" /> : <path d="M12 8.2v4.3m0 2.8v.2" />}
    </Icon>
  );
}

export function KeyIcon() {
  return (
    <Icon>
      <circle cx="8" cy="12" r="4.5" />
      <path d="M12.5 12H21v3.5m-4-3.500v2.500" />
    </Icon>
  );
}

/** A laptop or a phone, as far as a `User-Agent` tells. */
export function DeviceIcon({ userAgent }: { userAgent: string }) {
  return (
    <Icon>
      {/\b(?:iPhone|Android|Mobile)\b/.test(userAgent) ? (
        <>
          <rect x="7" y="3" width="10" height="18" rx="2" />
          <path d="M11 18h2" />
        </>
      ) : (
        <>
          <rect x="4.5" y="5" width="15" height="10.5" rx="1.5" />
          <path d="M2.5 19h19" />
        </>
      )}
    </Icon>
  );
}
