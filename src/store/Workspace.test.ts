import { describe, expect, it } from 'vitest';
import { shippedScenario } from '../scenarios/index.ts';
import { Workspace } from './Workspace.ts';

const memory = { scenario: shippedScenario('l4-durability-a'), atUs: 3e6 };
const disk = { scenario: shippedScenario('l4-durability-d') };

describe('the workspace', () => {
  it('is the Lab with one run, or a comparison with several, and the Lab again', async () => {
    const workspace = new Workspace(memory, () => 0);
    expect(workspace.session).toBe(workspace.lab);
    const comparison = await workspace.compare([workspace.lab.asStart(), disk]);
    expect(workspace.sessions).toBe(comparison.sessions);
    expect(workspace.session).not.toBe(workspace.lab);
    comparison.take(1);
    comparison.inHand.seek(7e6);
    workspace.leave();
    expect(workspace.comparison).toBeNull();
    expect(workspace.lab.system.name).toBe('l4-durability-d');
    expect(workspace.lab.timeline.nowUs).toBe(7e6);
  });

  it('counts everything that is opened, so that each is a page of the history', async () => {
    const workspace = new Workspace(memory, () => 0);
    const seen = [workspace.opened];
    const note = (): void => void seen.push(workspace.opened);
    await workspace.compare([workspace.lab.asStart(), disk]);
    note();
    await workspace.compare([workspace.lab.asStart(), disk, memory]);
    note();
    workspace.leave();
    note();
    workspace.open(disk);
    note();
    expect(new Set(seen).size).toBe(seen.length);
    // Whose turn it is opens nothing.
    const comparison = await workspace.compare([memory, disk]);
    const { opened } = workspace;
    comparison.take(1);
    expect(workspace.opened).toBe(opened);
  });

  it('takes along what is said of the screen', async () => {
    const workspace = new Workspace(memory, () => 0);
    workspace.lab.set({ theme: 'ink', dialog: 'compare' });
    const comparison = await workspace.compare([workspace.lab.asStart(), disk]);
    const states = () => comparison.sessions.map(({ store }) => store.getState());
    expect(states().map(({ theme, dialog }) => `${theme} ${dialog}`)).toEqual([
      'ink null',
      'ink null',
    ]);
    comparison.inHand.set({ theme: 'paper', isPresenting: true });
    workspace.leave();
    expect(workspace.lab.store.getState()).toMatchObject({ theme: 'paper', isPresenting: true });
  });

  it('tells of what settles before the person, and of nothing else', async () => {
    const workspace = new Workspace(memory, () => 0);
    let told = 0;
    workspace.onSettled(() => told++);
    workspace.lab.seek(4e6);
    expect(told).toBe(1);
    const comparison = await workspace.compare([workspace.lab.asStart(), disk]);
    told = 0;
    workspace.lab.seek(5e6);
    expect(told).toBe(0);
    comparison.inHand.seek(5e6);
    expect(told).toBe(1);
  });
});
