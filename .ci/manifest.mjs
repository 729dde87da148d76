/**
 * `npm pack` runs it, after it has taken the comments out of the scripts (they stay in the declarations): an application that takes
 * the package needs neither what serves the stand-alone server nor what builds and tests it. `--restore` puts the repository's own
 * manifest back.
 */
import fs from 'node:fs';
import path from 'node:path';

const MANIFEST = 'package.json';
const ORIGINAL = 'node_modules/.package.json.original';
const OF_THE_SERVER = ['@fastify/static', '@nestjs/platform-fastify', '@nestjs/swagger'];

if (process.argv.includes('--restore')) {
  fs.renameSync(ORIGINAL, MANIFEST);
} else {
  const { scripts, devDependencies, overrides, scarfSettings, dependencies, files, ...manifest } = JSON.parse(
    fs.readFileSync(MANIFEST, 'utf8'),
  );
  fs.copyFileSync(MANIFEST, ORIGINAL);
  const others = Object.entries(dependencies).filter(([name]) => !OF_THE_SERVER.includes(name));
  fs.writeFileSync(
    MANIFEST,
    JSON.stringify(
      {
        ...manifest,
        files: [...files, '!dist/**/*.d.ts', ...typesFrom('dist/index.d.ts')],
        dependencies: Object.fromEntries(others),
      },
      null,
      2,
    ),
  );
}

/** The declarations that what is exported names, and what they name: a quarter of all. */
function typesFrom(file, found = new Set()) {
  if (!found.has(file)) {
    found.add(file);
    for (const [, name] of fs
      .readFileSync(file, 'utf8')
      .matchAll(/(?:from|import)[ (]*['"](\.[^'"]+)\.js['"]/g)) {
      typesFrom(path.posix.join(path.posix.dirname(file), `${name}.d.ts`), found);
    }
  }
  return found;
}
