-- Shared by the three scripts: one ready request for each line "<file id> <token>" of the data file, sent in turn.
-- Every request is formatted before the clock starts, so that wrk itself costs little.

local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

local requests, position = {}, 0

-- `make(file_id, token, line_number)` returns one formatted request.
function prepare(path, make)
    local line_number = 0
    for line in io.lines(path) do
        local file_id, token = line:match("^(%S+) (%S+)$")
        line_number = line_number + 1
        requests[line_number] = make(file_id, token, line_number)
    end
    assert(line_number > 0, "the data file is empty")
    -- Two threads start half the users apart.
    position = (number or 0) * math.floor(line_number / 2)
end

function request()
    position = position % #requests + 1
    return requests[position]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        'MEASURED {"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "failed": %d}\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
