/**
 * Adds up test reports and prints `N passed, N failed`.
 *
 *     node .ci/count.mjs FAILED_STEPS REPORT.json…
 *
 * A step without tests (format, lint, types, boot) that failed counts as one failure, as does a report that was
 * never written and a test file that failed before its first test: none of them may pass as "0 failed".
 */
import { readFileSync } from 'node:fs';

const [failedSteps, ...reports] = process.argv.slice(2);
let passed = 0;
let failed = Number(failedSteps);
for (const file of reports) {
  const { testResults } = readReport(file);
  if (testResults.length === 0) failed += 1;
  for (const { status, assertionResults } of testResults) {
    const failures = assertionResults.filter((test) => test.status === 'failed').length;
    passed += assertionResults.filter((test) => test.status === 'passed').length;
    failed += failures === 0 && status === 'failed' ? 1 : failures;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { testResults: [] };
  }
}
