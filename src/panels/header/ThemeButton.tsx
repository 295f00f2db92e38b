/** ThemeButton turns the page from paper to ink, and back. */
import { Moon, Sun } from 'lucide-react';
import { useSession, useSessionActions } from '../../store/index.ts';
import { IconButton } from '../../ui/index.ts';

export function ThemeButton() {
  const screen = useSessionActions();
  const { theme } = useSession(({ theme }) => ({ theme }));
  const isDark =
    theme === 'ink' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <IconButton
      icon={isDark ? <Sun /> : <Moon />}
      label={isDark ? 'Light theme' : 'Dark theme'}
      onClick={() => screen.set({ theme: isDark ? 'paper' : 'ink' })}
    />
  );
}
