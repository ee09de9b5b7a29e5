import assert from "node:assert/strict";
import test from "node:test";

import {Database, TABLES} from "../../../assets/component/kept/database.js";
import {Tables} from "../../../assets/component/kept/tables.js";
import {FakeIndexedDb} from "./fake_indexed_db.js";
