/**
 * Adds up test reports, names what failed, and prints `N passed, N failed`.
 *
 *     node .ci/count.mjs FAILED_STEPS REPORT.json…
 *
 * A step without tests (format, lint, types, boot) that failed counts as one failure, as does a report that was
 * never written and a test file that failed before its first test: none of them may pass as "0 failed".
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [failedSteps, ...reports] = process.argv.slice(2);
let passed = 0;
let failed = Number(failedSteps);
for (const file of reports) {
  const { testResults } = readReport(file);
  if (testResults.length === 0) {
    failed += 1;
    console.log(`FAILED ${file}: no report`);
  }
  for (const { name, status, message, assertionResults } of testResults) {
    const failures = assertionResults.filter((test) => test.status === 'failed');
    passed += assertionResults.filter((test) => test.status === 'passed').length;
    failed += failures.length === 0 && status === 'failed' ? 1 : failures.length;
    if (status === 'failed' && failures.length === 0) say(name, 'the file as a whole', message);
    for (const { fullName, failureMessages } of failures) say(name, fullName, failureMessages?.[0]);
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

/** Who sees only the end of a long log finds here what to look for. */
function say(file, test, message = '') {
  console.log(`FAILED ${relative('.', file)} > ${test}\n       ${message.split('\n')[0].slice(0, 300)}`);
}
