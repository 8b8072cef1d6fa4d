// A way that leads nowhere: somebody is at one place around one moment.
import { Route } from "../actors/route.ts";
import type { Vec2 } from "../render/vector.ts";

/** There from half a second before the moment until nearly half a second after it. */
export function standing([x, y]: Vec2, heading: number, momentS: number): Route {
  const before: Vec2 = [x - Math.cos(heading) * 0.1, y - Math.sin(heading) * 0.1];
  return new Route(momentS - 0.5, before, 1, 0.1).to([x, y]).wait(0.8);
}
