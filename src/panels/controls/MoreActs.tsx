/** MoreActs is everything else that can be done to the system, in a sheet, grouped by what it hits. */
import { useState } from 'react';
import { actMenu, useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { Button, Dialog } from '../../ui/index.ts';

export function MoreActs() {
  const session = useSessionActions();
  const [isOpen, setOpen] = useState(false);
  const { queue } = useSession(({ queue }) => ({ queue }));
  const groups = useAtPlayhead(({ world }) => (isOpen ? actMenu(world, queue) : []));
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-haspopup="dialog">
        More…
      </Button>
      <Dialog open={isOpen} title="Do something to it" onClose={() => setOpen(false)}>
        <p className="more-acts-hint">
          It happens at the playhead and gets a flag there, which you can drag, edit and take away.
        </p>
        {groups.map(({ title, choices }) => (
          <section key={title} className="more-acts" aria-label={title}>
            <h3>{title}</h3>
            <ul>
              {choices.map(({ label, note, act }) => (
                <li key={label}>
                  <Button
                    onClick={() => {
                      session.act(act);
                      setOpen(false);
                    }}
                  >
                    {label}
                  </Button>
                  <span>{note}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Dialog>
    </>
  );
}
