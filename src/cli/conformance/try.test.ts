import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'vitest';
import { compareReplay } from './compareReplay.ts';
import { replayRedis } from './replayRedis.ts';
const dir = 'src/engine/verification/brokerTraces/';
it('x', () => {
  let ok = 0;
  for (const f of readdirSync(dir).filter((f) => f.startsWith('redis'))) {
    const t = JSON.parse(readFileSync(dir + f, 'utf8'));
    try {
      const r = replayRedis(t);
      const d = compareReplay(t, r, { required: (s: any) => s, isExcused: () => false });
      if (d.length === 0) ok++;
      else console.log(f, JSON.stringify(d.slice(0, 3), null, 1));
    } catch (e) { console.log(f, (e as Error).stack?.slice(0, 600)); }
  }
  console.log('ok', ok);
});
