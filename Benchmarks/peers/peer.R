#!/usr/bin/env Rscript
# Population workloads on mrgsolve, in one thread. Usage: peer.R w1|w2|w3|w3c|w4|w6 ROUNDS
# [PATIENTS.csv [CURVES.csv]]. W6 is solved as differential equations (LSODA, relative tolerance
# 1e-8, absolute 1e-10), the others by mrgsolve's analytic three-compartment model (ADVAN 11).
# Prints one line: wall (median) and processor seconds (least), peak memory and figures to compare.
# Exits with 69 where a package is not at hand.
if (!suppressWarnings(suppressMessages(require(mrgsolve, quietly = TRUE)))) {
  message("mrgsolve is not at hand")
  quit(status = 69)
}
options(mrgsolve.soloc = Sys.getenv("TMPDIR", "/tmp"))
arguments <- commandArgs(trailingOnly = TRUE)
workload <- arguments[1]
rounds <- as.integer(arguments[2])
if (workload == "w3c" && !requireNamespace("data.table", quietly = TRUE)) {
  message("data.table is not at hand")
  quit(status = 69)
}

analytic <- "
$PARAM CL = 1.93158, V1 = 4.41, Q2 = 2.61072, V2 = 10.569716599190284, Q3 = 2.6019,
  V3 = 178.21232876712328
$PKMODEL advan = 11
$TABLE capture CP = A1 / V1;
"
equations <- "
$PARAM CL = 1, V1 = 1, Q2 = 1, V2 = 1, Q3 = 1, V3 = 1, CLM = 1, VM1 = 1, QM = 1, VM2 = 1
$CMT CENT RAPID SLOW MET DEEP
$ODE
double c = CENT / V1;
double m = MET / VM1;
dxdt_CENT = Q2 * RAPID / V2 + Q3 * SLOW / V3 - (CL + Q2 + Q3) * c;
dxdt_RAPID = Q2 * (c - RAPID / V2);
dxdt_SLOW = Q3 * (c - SLOW / V3);
dxdt_MET = 0.8 * 0.941 * CL * c - (CLM + QM) * m + QM * DEEP / VM2;
dxdt_DEEP = QM * (m - DEEP / VM2);
$TABLE
capture CP = CENT / V1;
capture CM = MET / VM1;
"
model <- suppressMessages(mcode(paste0("titrate_", workload), if (workload == "w6") equations else analytic))
model <- update(model, rtol = 1e-8, atol = 1e-10)

if (workload %in% c("w1", "w2")) {
  steps <- if (workload == "w1") 0.875 else 0.1 + 0.0125 * (0:39)
  duration <- if (workload == "w1") 40 else 360
  doses <- data.frame(
    ID = 1, time = duration * (seq_along(steps) - 1), evid = 1, cmt = 1, amt = steps * duration,
    rate = steps)
  model <- update(model, end = if (workload == "w1") 1440 else 20160, delta = 1)
} else {
  patients <- read.csv(arguments[3])
  names(patients)[2] <- "WT"
  doses <- cbind(
    patients, time = 0, evid = 1, cmt = 1, amt = 0.5 * patients$WT, rate = 0.5 * patients$WT / 40,
    ii = if (workload == "w4") 0 else 2880, addl = if (workload == "w4") 0 else 5)
  model <- update(
    model, end = if (workload == "w4") 240 else 20160, delta = if (workload == "w4") 1 else 15)
}

run <- function(doses) mrgsim_d(model, doses, obsonly = TRUE, output = "df")
if (nrow(doses) > 1000) invisible(run(doses[1:100, ])) else invisible(run(doses))
walls <- cpus <- c()
for (round in seq_len(rounds)) {
  before <- proc.time()
  result <- run(doses)
  if (workload == "w3c") {
    data.table::setDTthreads(1)
    data.table::fwrite(result[, c("ID", "time", "CP")], arguments[4])
  }
  if (workload == "w4") {
    percentiles <- apply(
      matrix(result$CP, nrow = 241), 1, quantile, probs = c(0.05, 0.5, 0.95), names = FALSE)
  }
  used <- proc.time() - before
  walls <- c(walls, used[["elapsed"]])
  cpus <- c(cpus, used[["user.self"]] + used[["sys.self"]])
  if (round < rounds) { rm(result); invisible(gc()) }
}
# The clock of R ticks in milliseconds: what is faster is repeated.
if (max(walls) < 0.1) {
  before <- proc.time()
  for (i in 1:200) result <- run(doses)
  used <- proc.time() - before
  walls <- used[["elapsed"]] / 200
  cpus <- (used[["user.self"]] + used[["sys.self"]]) / 200
}
peak <- sub("[^0-9]*([0-9]+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))
figures <- switch(workload,
  w1 = , w2 = sprintf("at40=%.15g last=%.15g", result$CP[41], tail(result$CP, 1)),
  w4 = sprintf("p5=%.15g p50=%.15g p95=%.15g", percentiles[1, 41], percentiles[2, 41], percentiles[3, 41]),
  w6 = sprintf("mean=%.15g", mean(result$CM)),
  sprintf("mean=%.15g", mean(result$CP)))
cat(sprintf("%s threads=1 seconds=%.6g cpu=%.6g peak=%.0fMB %s\n", workload, median(walls), min(cpus),
  as.numeric(peak) / 1024, figures))
