// @ts-check
/** The page of a batch: goes on by itself while the batch runs. */
import { follow } from "./batch.js";

const place = document.getElementById("batch");
if (place) follow(place, document);
