/**
 * alive is what a stage has beyond its pictures: what one can do to it, and how it leads from one picture
 * to the next. A first picture has no need of either, and is not kept waiting for them.
 */
export { Motion } from './motion/Motion.ts';
export { createHand, type Hand } from './zoom/createHand.ts';
export { Zoom } from './zoom/Zoom.ts';
