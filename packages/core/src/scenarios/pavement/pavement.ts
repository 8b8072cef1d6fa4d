// Pavement: a vehicle is where only people may be.
import { stayRule } from "../stay/stay.ts";

export const pavement = stayRule("pavement", "on");
