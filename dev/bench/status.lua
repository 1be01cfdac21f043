-- GET the status of each user's own file in turn.
require("requests")

function init(arguments)
    prepare(arguments[1], function(file_id, token)
        return wrk.format("GET", "/api/v1/files/" .. file_id .. "/status", { ["Authorization"] = "Bearer " .. token })
    end)
end
