// The simple pin-hole camera: from ground metres to pixels and back.
import type { Vec3 } from "./vector.ts";

export interface CameraPlacement {
  /** Where the lens is. Unit: m. */
  position: Vec3;
  /** 0 looks along +y; positive turns to the right. Unit: degrees. */
  yawDeg: number;
  /** How far it looks down. Unit: degrees. */
  pitchDeg: number;
  /** Horizontal angle of view. Unit: degrees. */
  fovDeg: number;
}

/** Nothing nearer than this is drawn. Unit: m. */
export const NEAR_M = 0.4;

export class Pinhole {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly focalPx: number;
  readonly eye: Vec3;
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;

  constructor(placement: CameraPlacement, widthPx: number, heightPx: number) {
    const yaw = (placement.yawDeg * Math.PI) / 180;
    const pitch = (placement.pitchDeg * Math.PI) / 180;
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    this.focalPx = widthPx / 2 / Math.tan((placement.fovDeg * Math.PI) / 360);
    this.eye = placement.position;
    this.right = [Math.cos(yaw), -Math.sin(yaw), 0];
    this.up = [Math.sin(yaw) * Math.sin(pitch), Math.cos(yaw) * Math.sin(pitch), Math.cos(pitch)];
    this.forward = [Math.sin(yaw) * Math.cos(pitch), Math.cos(yaw) * Math.cos(pitch), -Math.sin(pitch)];
  }

  /** Right, up and depth of a point as the lens sees it. Unit: m. */
  toView(x: number, y: number, z: number): Vec3 {
    const dx = x - this.eye[0];
    const dy = y - this.eye[1];
    const dz = z - this.eye[2];
    return [
      dx * this.right[0] + dy * this.right[1] + dz * this.right[2],
      dx * this.up[0] + dy * this.up[1] + dz * this.up[2],
      dx * this.forward[0] + dy * this.forward[1] + dz * this.forward[2],
    ];
  }

  /** Pixel of a point, or null when it lies behind the lens. */
  project(x: number, y: number, z = 0): { xPx: number; yPx: number; depthM: number } | null {
    const [right, up, depthM] = this.toView(x, y, z);
    if (depthM < NEAR_M) return null;
    return {
      xPx: this.widthPx / 2 + (this.focalPx * right) / depthM,
      yPx: this.heightPx / 2 - (this.focalPx * up) / depthM,
      depthM,
    };
  }

  /** The point at this depth behind a pixel. */
  unproject(xPx: number, yPx: number, depthM: number): Vec3 {
    const right = ((xPx - this.widthPx / 2) / this.focalPx) * depthM;
    const up = ((this.heightPx / 2 - yPx) / this.focalPx) * depthM;
    const { eye, right: r, up: u, forward: f } = this;
    return [
      eye[0] + r[0] * right + u[0] * up + f[0] * depthM,
      eye[1] + r[1] * right + u[1] * up + f[1] * depthM,
      eye[2] + r[2] * right + u[2] * up + f[2] * depthM,
    ];
  }
}
