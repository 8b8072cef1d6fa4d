// What may go wrong with a simulated camera, on demand.

export interface RtspFaults {
  /** DESCRIBE is accepted and never answered. */
  neverDescribe?: boolean;
  /** After this much playing nothing more comes, neither pictures nor answers, and the connection stays open. Unit: s. */
  stallAfterS?: number;
  /** After this much playing the connection is closed; the camera takes new ones. Unit: s. */
  dropAfterS?: number;
  /** Every request is refused, whatever the password. */
  always401?: boolean;
  /** The path does not exist for now. */
  notFound?: boolean;
  /** Share of RTP packets lost on UDP; TCP loses none. Range: 0 to 1. */
  udpLossRate?: number;
}

/** How a camera goes over to another film: clients are dropped and find a new SDP, or new parameter sets come in band. */
export type SwitchMode = "reconnect" | "in-band";
