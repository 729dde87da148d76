import { settings } from '../settings';

export function Logo() {
  return (
    <span className="logo">
      {settings.logo ? <img src={settings.logo} alt="" /> : <Sheet />}
      {settings.appName}
    </span>
  );
}

/** Folded once: two factors, one account. */
function Sheet() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path d="M4 5.500a1.5 1.5 0 0 1 2.1-1.400L15 8v20L5.2 23.700A2 2 0 0 1 4 21.900Z" />
      <path d="M28 5.500a1.5 1.5 0 0 0-2.1-1.400L17 8v20l9.8-4.300A2 2 0 0 0 28 21.900Z" opacity="0.5" />
    </svg>
  );
}
