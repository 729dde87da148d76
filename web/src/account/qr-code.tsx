import { create } from 'qrcode';
import { useMemo } from 'react';
import { useText } from '../language/language.context';

/** Modules of white around it, which scanners need (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** Drawn here and not fetched as a picture, because the same answer must also give the key to type. */
export function QrCode({ content }: { content: string }) {
  const text = useText();
  const { path, size } = useMemo(() => draw(content), [content]);
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={text('set-up.qr-code')}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

function draw(content: string): { path: string; size: number } {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) {
        path += `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`;
      }
    }
  }
  return { path, size: modules.size + 2 * QUIET_ZONE };
}
