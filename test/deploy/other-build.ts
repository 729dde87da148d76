import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The same server with pages that were built another way, so that their files have other names. */
export class OtherBuild {
  readonly folder = mkdtempSync(join(tmpdir(), 'twofold-build-'));

  constructor() {
    const pages = join(this.folder, 'dist/web');
    cpSync('dist', join(this.folder, 'dist'), { recursive: true });
    cpSync('package.json', join(this.folder, 'package.json'));
    symlinkSync(resolve('node_modules'), join(this.folder, 'node_modules'));
    execFileSync('npx', ['vite', 'build', 'web', '--minify=false', '--outDir', pages, '--emptyOutDir'], {
      stdio: 'pipe',
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
