/**
 * later makes a component of one that has yet to be fetched. Until it has come its place stays empty;
 * if it does not come, its place says so, and the rest of the page goes on.
 */
import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { Button } from './Button';
import './later.css';

/** `load` is called when the component is first shown: whoever wants it sooner starts loading before. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  // React.lazy wants a module with a default; ours have names.
  const Loaded = lazy(async () => ({ default: await load() }));
  return function Later(props: Props) {
    return (
      <Missing>
        <Suspense fallback={null}>
          <Loaded {...props} />
        </Suspense>
      </Missing>
    );
  };
}

class Missing extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <p role="alert" className="ui-missing">
        This part of the page could not be shown. The link in the address bar holds the run:{' '}
        <Button onClick={() => location.reload()}>Reload the page</Button>
      </p>
    );
  }
}
