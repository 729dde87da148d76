/**
 * Prints what ships as CycloneDX: the dependencies of production, and what `vite build` puts into the account pages.
 *
 *     npm run --silent sbom > sbom.json
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const { name, version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const all = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format=cyclonedx'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  }),
);
const dependenciesOf = new Map(all.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
const shipped = new Set(all.components.filter((one) => !isForDevelopment(one)).map((one) => one['bom-ref']));
all.components.filter((one) => bundledNames().has(one.name)).forEach((one) => add(one['bom-ref']));

const bill = {
  ...all,
  metadata: { ...all.metadata, component: { ...all.metadata.component, name, version } },
  components: all.components.filter((one) => shipped.has(one['bom-ref'])),
  dependencies: all.dependencies
    .filter(({ ref }) => shipped.has(ref) || ref === all.metadata.component['bom-ref'])
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => shipped.has(one)) })),
};
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);

function isForDevelopment({ properties = [] }) {
  return properties.some((one) => one.name === 'cdx:npm:package:development' && one.value === 'true');
}

function add(ref) {
  if (!shipped.has(ref)) {
    shipped.add(ref);
    (dependenciesOf.get(ref) ?? []).forEach(add);
  }
}

/** The packages that the pages import, scripts and styles alike. */
function bundledNames() {
  const folder = path.join(ROOT, 'web', 'src');
  const texts = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:tsx?|css)$/.test(file))
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
  const specifiers = texts.flatMap((text) =>
    [...text.matchAll(/(?:from|import|import\(|url\()\s*'([^.'/][^']*)'/g)].map(([, specifier]) => specifier),
  );
  return new Set(
    specifiers.map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  );
}
