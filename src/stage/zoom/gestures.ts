/**
 * gestures are what a hand does to zoom and to pan: the wheel, two fingers, a drag. They know places of
 * the screen only; what lies there, and whether it can be zoomed, is for whoever listens.
 */
export interface GestureEvents {
  /** A finer rung (1) or a coarser one (-1) for what lies here. */
  zoom(event: MouseEvent, by: 1 | -1): void;
  /** Whether what lies here is a window that can be moved. */
  canPan(event: MouseEvent): boolean;
  /** Moved by so many pixels, to the right. */
  pan(event: MouseEvent, dx: number): void;
  /** A wheel that is meant for the page scrolls it. */
  mayScroll(): boolean;
}

/** Pixels of a wheel for one rung, and how long its turns add up and a rung lasts at least. */
const WHEEL_STEP = 60;
const WHEEL_FORGETS_MS = 250;
const RUNG_LASTS_MS = 140;
/** A line of a wheel that counts in lines. */
const LINE = 16;
/** How much farther apart two fingers are for one rung. */
const PINCH_STEP = 1.3;
/** Below so many pixels it was a press. */
const PRESS = 4;

/** Listens on an element. Returns how to stop. */
export function listenForGestures(target: SVGElement, events: GestureEvents): () => void {
  let turned = 0;
  let turnedAtMs = 0;
  let zoomedAtMs = 0;
  const fingers = new Map<number, PointerEvent>();
  let apart = 0;
  let dragged: { x: number; isMoving: boolean } | null = null;

  const wheel = (event: WheelEvent): void => {
    const by = event.deltaMode === 0 ? 1 : LINE;
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (isSideways) {
      if (!events.canPan(event)) return;
      event.preventDefault();
      events.pan(event, (event.shiftKey ? event.deltaY : event.deltaX) * -by);
      return;
    }
    // A pinch on a touchpad comes as a wheel with the control key.
    if (!event.ctrlKey && events.mayScroll()) return;
    event.preventDefault();
    if (event.timeStamp - turnedAtMs > WHEEL_FORGETS_MS) turned = 0;
    turnedAtMs = event.timeStamp;
    turned += event.deltaY * by * (event.ctrlKey ? 4 : 1);
    if (Math.abs(turned) < WHEEL_STEP || event.timeStamp - zoomedAtMs < RUNG_LASTS_MS) return;
    zoomedAtMs = event.timeStamp;
    events.zoom(event, turned < 0 ? 1 : -1);
    turned = 0;
  };

  const down = (event: PointerEvent): void => {
    fingers.set(event.pointerId, event);
    apart = distance();
    dragged =
      fingers.size === 1 && events.canPan(event) ? { x: event.clientX, isMoving: false } : null;
  };

  const move = (event: PointerEvent): void => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, event);
    if (fingers.size === 2) pinch(event);
    else if (dragged !== null) drag(event, dragged);
  };

  function pinch(event: PointerEvent): void {
    const now = distance();
    if (apart === 0 || now === 0) return;
    const ratio = now / apart;
    if (ratio < PINCH_STEP && ratio > 1 / PINCH_STEP) return;
    apart = now;
    events.zoom(event, ratio > 1 ? 1 : -1);
  }

  function drag(event: PointerEvent, from: { x: number; isMoving: boolean }): void {
    const dx = event.clientX - from.x;
    if (!from.isMoving && Math.abs(dx) < PRESS) return;
    if (!from.isMoving) target.setPointerCapture(event.pointerId);
    from.isMoving = true;
    from.x = event.clientX;
    events.pan(event, dx);
  }

  const up = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    apart = 0;
  };

  /** What was dragged or pinched was not pressed. */
  const click = (event: MouseEvent): void => {
    if (dragged?.isMoving !== true) return;
    dragged = null;
    event.stopImmediatePropagation();
  };

  function distance(): number {
    const [a, b] = [...fingers.values()];
    return a === undefined || b === undefined
      ? 0
      : Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  }

  target.addEventListener('wheel', wheel, { passive: false });
  target.addEventListener('pointerdown', down);
  target.addEventListener('pointermove', move);
  target.addEventListener('pointerup', up);
  target.addEventListener('pointercancel', up);
  target.addEventListener('click', click, { capture: true });
  return () => {
    target.removeEventListener('wheel', wheel);
    target.removeEventListener('pointerdown', down);
    target.removeEventListener('pointermove', move);
    target.removeEventListener('pointerup', up);
    target.removeEventListener('pointercancel', up);
    target.removeEventListener('click', click, { capture: true });
  };
}
