// On the tracks: a person is firmly inside the track zone.
import { stayRule } from "../stay/stay.ts";

export const onTracks = stayRule("on-tracks", "on", false, true);
