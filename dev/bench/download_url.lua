-- POST for a download URL of each user's own file in turn.
require("requests")

function init(arguments)
    prepare(arguments[1], function(file_id, token)
        return wrk.format("POST", "/api/v1/files/" .. file_id .. "/download_url",
            { ["Authorization"] = "Bearer " .. token, ["Content-Length"] = "0" })
    end)
end
