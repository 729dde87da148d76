import { account } from './account.js';
import { common } from './common.js';
import { errors } from './errors.js';
import { events } from './events.js';
import { factors } from './factors.js';
import { screens } from './screens.js';

export const pages = { ...common, ...screens, ...account, ...factors, ...errors, ...events };
