import { afterAll, beforeAll, vi } from 'vitest';
import { TestApp } from './test-app.js';
import { freezeClock } from './test-clock.js';

/**
 * The application for all tests of a file or a block, while the clock stands still.
 *
 * @param take what is started.
 * @param start in another way than with the settings that every test has.
 */
export function useTestApp(take: (app: TestApp) => void, start = () => TestApp.start()): void {
  let app: TestApp;
  beforeAll(async () => {
    freezeClock();
    app = await start();
    take(app);
  });
  afterAll(async () => {
    await app.stop();
    vi.useRealTimers();
  });
}
