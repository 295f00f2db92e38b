/**
 * pairsInSmall lets two things fail in each small system: the first at each moment, the second at each
 * event before the first is healed. It takes minutes, so no test does it:
 *
 *     node --import tsx src/engine/verification/pairsInSmall.ts [every]
 */
import { FaultCampaign } from '../index.ts';
import { inSmall, smallSystems } from './smallSystems.ts';

const [every = '1'] = process.argv.slice(2);
for (const [name, system] of Object.entries(smallSystems)) {
  const campaign = new FaultCampaign(system, { ...inSmall, every: Number(every), pairs: true });
  const { runs, results } = campaign.playAll();
  process.stdout.write(`${name}: ${runs} runs, ${results.length} broken\n`);
  for (const { run, promise, says } of results.slice(0, 5)) {
    process.stdout.write(`  ${run}: ${promise}: ${says}\n`);
    process.exitCode = 1;
  }
}
