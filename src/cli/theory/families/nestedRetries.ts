/** nestedRetries: layers that each call the one below again. The model's callers call once. */
import { type Family, LeftOut } from '../Family.ts';

export const nestedRetries: Family = {
  models: ['nested-retries'],
  measure: () => () => new LeftOut('the callers of the model never call again'),
};
