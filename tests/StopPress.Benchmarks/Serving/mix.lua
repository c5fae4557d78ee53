-- Asks for hot addresses at random, and for a share of cold ones, each of them once: args are the file of hot addresses, the file of cold
-- ones, the share of cold requests, and the number of threads.
local threads = {}
local hot = {}
local cold = {}
local share = 0
local step = 1

function setup(thread)
  threads[#threads + 1] = thread
  thread:set("number", #threads)
end

function init(args)
  math.randomseed(number)
  for path in io.lines(args[1]) do
    hot[#hot + 1] = wrk.format("GET", path)
  end
  for path in io.lines(args[2]) do
    cold[#cold + 1] = path
  end
  share = tonumber(args[3])
  step = tonumber(args[4])
  at = number
  asked = 0
  coldly = 0
  lacking = 0
end

function request()
  asked = asked + 1
  if math.random() < share then
    coldly = coldly + 1
    local path = cold[at]
    at = at + step
    if path ~= nil then
      return wrk.format("GET", path)
    end
    lacking = lacking + 1
  end
  return hot[math.random(#hot)]
end

function done(summary, latency, requests)
  local all, few, none = 0, 0, 0
  for _, thread in ipairs(threads) do
    all = all + thread:get("asked")
    few = few + thread:get("coldly")
    none = none + thread:get("lacking")
  end
  io.write(string.format("asked %d coldly %d lacking %d\n", all, few, none))
end
