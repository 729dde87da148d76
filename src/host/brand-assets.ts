import { createHash } from 'node:crypto';
import { picturePolicy } from '../http/response-headers.js';
import type { Brand } from '../options/brand.js';
import type { Asset } from './assets.js';

/** What of a brand pages load, by path, and those paths. */
export interface BrandAssets {
  logo: string | undefined;
  theme: string | undefined;
  assets: [path: string, Asset][];
}

export function brandAssets({ logo, theme }: Brand): BrandAssets {
  const assets: [string, Asset][] = [];
  const add = (name: string, extension: string, text: string | undefined, asset: Omit<Asset, 'content'>) => {
    if (text === undefined) {
      return undefined;
    }
    const content = Buffer.from(text);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const path = `/assets/${name}-${hash}.${extension}`;
    assets.push([path, { ...asset, content }]);
    return path;
  };
  return {
    logo: add('logo', 'svg', logo, { type: 'image/svg+xml', policy: picturePolicy }),
    theme: add('theme', 'css', theme, { type: 'text/css; charset=utf-8' }),
    assets,
  };
}
